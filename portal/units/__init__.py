"""The tree of units: state, zone, range or commissionerate, district, circle, station, kendra."""
