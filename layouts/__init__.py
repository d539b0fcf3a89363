"""Pure functions: view model -> component."""
