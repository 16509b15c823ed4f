"""Two statements side by side: what they agree in, what they differ in, and what that decides. Pure."""
