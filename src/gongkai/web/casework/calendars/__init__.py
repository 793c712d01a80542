"""放假安排: notices loaded in the office, and the calendar they make."""
