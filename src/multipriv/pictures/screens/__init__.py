"""What the screens of telephones share: phone.typ (status bar, icons, avatars, bubbles) and times of day."""
