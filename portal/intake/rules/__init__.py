"""The rules of the desk (pure): one module for each noun; import from the modules."""
