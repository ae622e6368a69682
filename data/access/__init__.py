"""Who may what: visitors with grants, the one table of rights, ended logins, tokens, the audit."""
