"""The risk model of the general area: training, scoring, and how good it is. Off unless a run asks for it."""
