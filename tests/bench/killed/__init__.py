"""The bot killed between any two steps of a ticket on both sides of the console: is all there, and once?"""
