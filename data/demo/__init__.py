"""The marked simulation: monthly reports of communes, so that every page can be seen full.

The same on every machine: a fixed seed, no clock, and no arithmetic that a processor may round in
its own way (no exp, no sums of fractions in parallel). `switch` puts it in and takes it out.
"""
