"""The same queries asked of an engine elsewhere, over Spark Connect; nothing of it unless wanted.

What is needed besides is in `requirements-spark.txt`; only the modules here import it.
"""
