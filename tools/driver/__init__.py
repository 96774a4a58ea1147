"""A random driver of the services, beside a naive model written from the rules alone."""
