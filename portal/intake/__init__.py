"""The desk: she comes in, is heard, leaves with a receipt; complaints, danger, rights, attachments and assignment."""
