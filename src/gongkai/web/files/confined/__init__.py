"""受限解析: the one place of the platform where a file from outside is parsed, in children that can be lost."""
