package io.gradstream.operators.ml;

import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.schemas.Version;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.types.Row;

/**
 * One row of model data: a model at a version.
 *
 * @param snapshot what {@link SnapshotCodec} wrote; not to be changed by a reader
 */
record ModelData(Version version, byte[] snapshot) {

  /** Columns of a model data table. */
  static final TypeInformation<Row> ROWS =
      Types.ROW_NAMED(
          new String[] {"version", "snapshot"},
          Types.STRING,
          PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  static ModelData of(ModelSnapshot snapshot) {
    return new ModelData(snapshot.version(), SnapshotCodec.encode(snapshot));
  }

  static ModelData of(Row row) {
    return new ModelData(Version.parse(row.getFieldAs(0)), row.getFieldAs(1));
  }

  Row row() {
    return Row.of(version.toString(), snapshot);
  }
}
