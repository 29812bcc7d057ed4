"""GIFT, the text format of Moodle: https://docs.moodle.org/en/GIFT_format"""
