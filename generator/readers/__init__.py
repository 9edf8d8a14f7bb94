"""Documents read back: a draft, an older speech, whatever a person made of one."""
