-- Another such file.
attach :file as other
