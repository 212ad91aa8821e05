"""What everybody may read, as files for machines and spreadsheets. Each floor registers the sets it stores."""

from core.open_data.datasets import Column, Dataset, Table, column, datasets, label_column, register

__all__ = ["Column", "Dataset", "Table", "column", "datasets", "label_column", "register"]
