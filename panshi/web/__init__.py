"""What spans the rooms: home by role, navigation, refusals as pages, health."""
