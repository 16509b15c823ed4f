"""Documents: bytes become text, and quotes, sentences, amounts and dates are found in it. Pure."""
