"""Many documents examined at a time, in processes of their own."""
