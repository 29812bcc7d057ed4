"""Questions: whether they can be asked, what an answer is worth, how they are shown, which there are."""
