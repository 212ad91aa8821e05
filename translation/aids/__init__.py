"""What a translator has at hand beside a text: its former translation, the memory, the glossary, the checks."""
