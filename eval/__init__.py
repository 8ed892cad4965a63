"""The evaluation harness: questions in, predictions beside them, figures with intervals out.

It knows the product only through ``chatbot.app``, ``chatbot.settings``, ``chatbot.records`` and
``chatbot.answer.record``; nothing in ``chatbot`` knows it.
"""
