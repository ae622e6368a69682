"""The data: where it lies, how it is stored, and how the warehouse is first filled."""
