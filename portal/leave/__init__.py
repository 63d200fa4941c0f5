"""Leave of officers and their diversions to duty elsewhere."""
