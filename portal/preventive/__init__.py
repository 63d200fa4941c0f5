"""Preventive action: bonds to keep the peace, orders, preventive arrests, their dates and what follows a breach."""
