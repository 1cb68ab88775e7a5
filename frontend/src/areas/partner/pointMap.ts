/** A small map to choose one point on; loaded only where somebody wants it. */
import { type GeoJSONSource, Map as Drawing, Marker, NavigationControl } from 'maplibre-gl';
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';

import { resolved, type Tiles } from '../public/benefits/map';
import outlinesAddress from '../public/benefits/municipalities.json?url';
import { boxOf } from '../public/benefits/points';
import type { Point } from './point';

type Outlines = FeatureCollection<Polygon | MultiPolygon, { ags: string; name: string }>;

interface Options {
  tiles: Tiles | null;
  /** The town's key; its outline is drawn stronger, and shown while there is no point. */
  town: string;
  point: Point | null;
  words: { map: string; zoomIn: string; zoomOut: string; marker: string; source: string };
  onpick: (point: Point) => void;
}

const CLOSE = 15;
const CLOSEST = 18;
const STEP = 8;
const STEPS: Record<string, [number, number]> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

const outlines = async (): Promise<Outlines> => {
  const answer = await fetch(outlinesAddress);
  if (!answer.ok) throw new Error(`The outlines answered ${answer.status}.`);
  return (await answer.json()) as Outlines;
};

/** The map; a press sets the point, and the arrow keys move it once it has the focus. */
export class PointMap {
  private marker: Marker | null = null;

  private constructor(
    private readonly drawing: Drawing,
    private readonly towns: Outlines,
    private readonly options: Options,
  ) {
    drawing.on('click', ({ lngLat }) => this.pick({ latitude: lngLat.lat, longitude: lngLat.lng }));
    this.showTown(options.town, !options.point);
    if (options.point) this.show(options.point, true);
  }

  static async draw(container: HTMLElement, options: Options): Promise<PointMap> {
    const towns = await outlines();
    const { tiles, words } = options;
    const style = getComputedStyle(container);
    const colour = (name: string) => resolved(style.getPropertyValue(name).trim());
    const drawing = new Drawing({
      container,
      style: {
        version: 8,
        sources: {
          ...(tiles && {
            tiles: { type: 'raster', tiles: [tiles.address], tileSize: 256, attribution: tiles.attribution },
          }),
          towns: { type: 'geojson', data: towns, attribution: words.source },
          town: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
        },
        layers: [
          { id: 'ground', type: 'background', paint: { 'background-color': colour('--sunken') } },
          ...(tiles
            ? [{ id: 'tiles', type: 'raster' as const, source: 'tiles' }]
            : [
                {
                  id: 'land',
                  type: 'fill' as const,
                  source: 'towns',
                  paint: { 'fill-color': colour('--panel') },
                },
              ]),
          { id: 'borders', type: 'line', source: 'towns', paint: { 'line-color': colour('--line') } },
          {
            id: 'town',
            type: 'line',
            source: 'town',
            paint: { 'line-color': colour('--action'), 'line-width': 2 },
          },
        ],
      },
      center: [7.5, 51.45],
      zoom: 7,
      maxZoom: CLOSEST,
      attributionControl: { compact: true },
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      locale: {
        'Map.Title': words.map,
        'NavigationControl.ZoomIn': words.zoomIn,
        'NavigationControl.ZoomOut': words.zoomOut,
      },
    });
    drawing.scrollZoom.disable();
    drawing.touchZoomRotate.disableRotation();
    drawing.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    await drawing.once('load');
    return new PointMap(drawing, towns, options);
  }

  /** Shows where the point is, e.g. after it was typed. */
  show(point: Point, closer = false): void {
    const at: [number, number] = [point.longitude, point.latitude];
    // Adding it once more would take the focus from it.
    if (this.marker) this.marker.setLngLat(at);
    else this.marker = this.newMarker().setLngLat(at).addTo(this.drawing);
    if (closer) this.drawing.jumpTo({ center: [point.longitude, point.latitude], zoom: CLOSE });
  }

  showTown(ags: string, move: boolean): void {
    const found = this.towns.features.filter(({ properties }) => properties.ags === ags);
    this.drawing
      .getSource<GeoJSONSource>('town')
      ?.setData({ type: 'FeatureCollection', features: found } satisfies Outlines);
    const [town] = found;
    if (town && move) this.drawing.fitBounds(boxOf(town.geometry), { padding: 24, animate: false });
  }

  /** For the keyboard: where the map looks. */
  pickMiddle(): void {
    const { lat, lng } = this.drawing.getCenter();
    this.pick({ latitude: lat, longitude: lng });
  }

  remove(): void {
    this.drawing.remove();
  }

  private pick(point: Point): void {
    this.show(point);
    this.options.onpick(point);
  }

  private newMarker(): Marker {
    const element = document.createElement('button');
    element.type = 'button';
    element.className = 'point';
    element.setAttribute('aria-label', this.options.words.marker);
    element.addEventListener('click', (event) => event.stopPropagation());
    element.addEventListener('keydown', (event) => this.pressed(event));
    const marker = new Marker({ element, anchor: 'bottom', draggable: true });
    marker.on('dragend', () => {
      const { lat, lng } = marker.getLngLat();
      this.options.onpick({ latitude: lat, longitude: lng });
    });
    return marker;
  }

  private pressed(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (!step || !this.marker) return;
    event.preventDefault();
    event.stopPropagation();
    const at = this.drawing.project(this.marker.getLngLat());
    const { lat, lng } = this.drawing.unproject([at.x + step[0], at.y + step[1]]);
    this.pick({ latitude: lat, longitude: lng });
  }
}
