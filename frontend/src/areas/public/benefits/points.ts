import type { FeatureCollection, MultiPolygon, Point, Polygon } from 'geojson';

/** A place on the map with the number of offers there. */
export interface Spot {
  latitude: number;
  longitude: number;
  offers: number;
}

const SCALE = 10_000;

/** The points as the service packs them: latitude, longitude and offers, each place as the way from the one before. */
export function unpacked(points: readonly number[]): Spot[] {
  const spots: Spot[] = [];
  let latitude = 0;
  let longitude = 0;
  for (let at = 0; at + 2 < points.length; at += 3) {
    latitude += points[at] ?? 0;
    longitude += points[at + 1] ?? 0;
    spots.push({ latitude: latitude / SCALE, longitude: longitude / SCALE, offers: points[at + 2] ?? 0 });
  }
  return spots;
}

/** Spots as the map takes them. */
export function asFeatures(spots: readonly Spot[]): FeatureCollection<Point> {
  return {
    type: 'FeatureCollection',
    features: spots.map(({ latitude, longitude, offers }, index) => ({
      type: 'Feature',
      id: index,
      properties: { offers },
      geometry: { type: 'Point', coordinates: [longitude, latitude] },
    })),
  };
}

export type Corners = [west: number, south: number, east: number, north: number];

/** The box around an outline. */
export function boxOf({ coordinates }: Polygon | MultiPolygon): Corners {
  const flat = (coordinates as unknown[]).flat(Infinity) as number[];
  const box: Corners = [180, 90, -180, -90];
  for (let at = 0; at < flat.length; at += 2) {
    const [east, north] = [flat[at] ?? 0, flat[at + 1] ?? 0];
    box[0] = Math.min(box[0], east);
    box[1] = Math.min(box[1], north);
    box[2] = Math.max(box[2], east);
    box[3] = Math.max(box[3], north);
  }
  return box;
}
