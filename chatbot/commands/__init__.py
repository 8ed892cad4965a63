"""One module per command of the command line; ``chatbot.cli`` lists them."""
