"""Many articles at once: a warm engine for papermill, a queue that resumes, an index, a roll-up."""
