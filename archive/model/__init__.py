"""What a record is made of, and what follows from that alone: nothing of files, pages or words."""
