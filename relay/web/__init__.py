"""HTTP in: read the request, call one use case, write the answer."""
