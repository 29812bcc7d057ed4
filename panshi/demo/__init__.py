"""An invented organisation and two years of its records, posted through the services of real use."""
