"""The rules of preventive action (pure): kinds with their sources, steps and states, periods, what is impossible."""
