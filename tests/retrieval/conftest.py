"""What the tests of retrieval share: a chatbot over the small documents."""

from tests.small_town import bot as bot
