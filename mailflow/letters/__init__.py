"""Values to mail: the templates' words, the letter they make, and its bytes. No I/O but the templates' own files."""
