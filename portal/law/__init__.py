"""The law pack: offences and clocks as data with their sources, and the rules from facts to sections."""
