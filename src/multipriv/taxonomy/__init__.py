"""What is measured: 36 attributes, 9 tasks, links and controls as data; and the records that pass from room to room."""
