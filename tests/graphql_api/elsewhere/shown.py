"""Shows its schema and, on the last line, the persisted operations that it refuses."""

from participation_api.door.documents import checked, operations
from participation_api.schema import schema

print(schema)
print([name for name, query in operations().items() if checked(query)[1]])
