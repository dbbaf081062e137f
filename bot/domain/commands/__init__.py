"""What people write to the bot, read: text in, a typed command or conversation out. No I/O, no look-up."""
