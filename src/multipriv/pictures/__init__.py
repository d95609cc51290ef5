"""Every picture of the fictional people: kinds on one document kit, faces, prints, and the camera."""
