"""Tables, figures and the page that a person reads; results.json that a program reads."""
