"""What is done at the desk: one module for each noun; every act takes the actor and records itself in the trail."""
