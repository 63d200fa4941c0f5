"""Anti-Romeo squads: spots, plans, outings with their conduct record, red cards, the daily return."""
