"""What the desk asks of the database: one module for each noun; every question takes the scope first."""
