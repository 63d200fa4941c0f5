"""Reading squads within a scope: who goes where (field), what supervisors look at (oversight), the daily return (returns)."""
