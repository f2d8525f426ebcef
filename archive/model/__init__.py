"""What a record is made of, and what follows from that alone, addresses included. Reads no files."""
