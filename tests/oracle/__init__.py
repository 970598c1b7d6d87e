"""An independent calculation of the marts from the two contracts alone, to disagree when the warehouse is wrong."""
