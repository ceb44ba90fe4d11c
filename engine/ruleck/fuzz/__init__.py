"""Rules tried on documents made for them: what each can come to, and the laws that hold for every rule."""
