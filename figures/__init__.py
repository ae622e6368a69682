"""Plotly figures: DataFrames in, figures out."""
