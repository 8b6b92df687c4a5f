"""Taking over an existing bank: checked completely first, then booked in bounded chunks while tellers post."""
