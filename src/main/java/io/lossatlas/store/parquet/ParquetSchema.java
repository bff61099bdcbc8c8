package io.lossatlas.store.parquet;

import java.util.Arrays;
import java.util.Map;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Columns as Parquet has them, under the names that Spark gives: lists of three levels, text in UTF-8. */
final class ParquetSchema {
    static final String LIST = "list";
    static final String ELEMENT = "element";

    private static final Map<DataType, PrimitiveTypeName> PRIMITIVES = Map.of(
            DataTypes.StringType, PrimitiveTypeName.BINARY,
            DataTypes.BooleanType, PrimitiveTypeName.BOOLEAN,
            DataTypes.IntegerType, PrimitiveTypeName.INT32,
            DataTypes.LongType, PrimitiveTypeName.INT64,
            DataTypes.FloatType, PrimitiveTypeName.FLOAT,
            DataTypes.DoubleType, PrimitiveTypeName.DOUBLE);

    private ParquetSchema() {}

    /** @throws IllegalArgumentException for a type that no table has */
    static MessageType of(StructType columns) {
        return new MessageType(
                "spark_schema",
                Arrays.stream(columns.fields()).map(ParquetSchema::column).toList());
    }

    private static Type column(StructField field) {
        if (field.dataType() instanceof ArrayType array) {
            return Types.optionalGroup()
                    .as(LogicalTypeAnnotation.listType())
                    .repeatedGroup()
                    .addField(primitive(ELEMENT, array.elementType()))
                    .named(LIST)
                    .named(field.name());
        }
        return primitive(field.name(), field.dataType());
    }

    private static Type primitive(String name, DataType type) {
        PrimitiveTypeName primitive = PRIMITIVES.get(type);
        if (primitive == null) {
            throw new IllegalArgumentException(
                    "column %s: expected one of %s, found %s".formatted(name, PRIMITIVES.keySet(), type));
        }
        var column = Types.optional(primitive);
        return type.equals(DataTypes.StringType)
                ? column.as(LogicalTypeAnnotation.stringType()).named(name)
                : column.named(name);
    }
}
