"""The rules of cases (pure): kinds, states, the pointer to CCTNS, days that cannot be, comparing with a sheet of CCTNS."""
