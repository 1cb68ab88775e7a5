/** Draws the map; loaded only where a map is shown. */
import 'maplibre-gl/dist/maplibre-gl.css';

import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import {
  AttributionControl,
  type ExpressionSpecification,
  type GeoJSONSource,
  Map as Drawing,
  Marker,
  NavigationControl,
  setWorkerUrl,
  type StyleSpecification,
} from 'maplibre-gl';
import worker from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';

import { arranged, type Box, type Corner } from './corners';
import outlinesAddress from './municipalities.json?url';
import { asFeatures, boxOf, type Corners, type Spot } from './points';

setWorkerUrl(worker);

export interface Tiles {
  /** With {z}, {x} and {y}. */
  address: string;
  attribution: string;
}

export interface Colours {
  ground: string;
  land: string;
  border: string;
  hovered: string;
  chosen: string;
  outline: string;
}

export interface Wording {
  map: string;
  zoomIn: string;
  zoomOut: string;
  source: string;
  /** What a bubble of several places is called. */
  several: (offers: number) => string;
  /** What a bubble of one place is called. */
  place: (offers: number) => string;
  count: (offers: number) => string;
}

export interface Town {
  ags: string;
  name: string;
}

interface Options {
  tiles: Tiles | null;
  colours: () => Colours;
  wording: Wording;
  onhover: (town: Town | null) => void;
  ontown: (town: Town) => void;
  /** Elements over the map that bubbles keep away from. */
  obstacles: () => Iterable<Element>;
  /** Somebody wants to see the offers at a place; `kilometres` is how far around. */
  onspot: (spot: Spot, kilometres: number) => void;
}

type Outlines = FeatureCollection<Polygon | MultiPolygon, Town>;

const STATE: Corners = [5.86, 50.32, 9.47, 52.54];
const AROUND: Corners = [3.2, 49, 12.2, 53.8];
const CLOSEST = 16;
const ONE_PLACE = 0.1;
const NARROW = 480;

let outlines: Promise<Outlines> | undefined;

function fetchOutlines(): Promise<Outlines> {
  outlines ??= fetch(outlinesAddress)
    .then((answer) => {
      if (!answer.ok) throw new Error(`The outlines answered ${answer.status}.`);
      return answer.json() as Promise<Outlines>;
    })
    .catch((thrown: unknown) => {
      outlines = undefined;
      throw thrown;
    });
  return outlines;
}

const LAND_OVER_TILES = 0.25;

/** Whether a town is in a state, e.g. touched by the pointer. */
const state = (name: string): ExpressionSpecification => ['boolean', ['feature-state', name], false];

function styleOf(
  towns: Outlines,
  tiles: Tiles | null,
  wording: Wording,
  clusterRadius: number,
): StyleSpecification {
  const [touched, chosen] = [state('touched'), state('chosen')];
  return {
    version: 8,
    sources: {
      ...(tiles && {
        tiles: { type: 'raster', tiles: [tiles.address], tileSize: 256, attribution: tiles.attribution },
      }),
      towns: { type: 'geojson', data: towns, promoteId: 'ags', attribution: wording.source },
      spots: {
        type: 'geojson',
        data: asFeatures([]),
        cluster: true,
        clusterRadius,
        clusterMaxZoom: CLOSEST - 1,
        clusterProperties: { offers: ['+', ['get', 'offers']] },
      },
    },
    layers: [
      { id: 'ground', type: 'background' },
      ...(tiles ? [{ id: 'tiles', type: 'raster' as const, source: 'tiles' }] : []),
      {
        id: 'land',
        type: 'fill',
        source: 'towns',
        paint: {
          'fill-opacity': tiles ? ['case', ['any', touched, chosen], LAND_OVER_TILES, 0] : 1,
          'fill-antialias': false,
        },
      },
      { id: 'borders', type: 'line', source: 'towns', paint: { 'line-width': 1 } },
      {
        id: 'chosen',
        type: 'line',
        source: 'towns',
        paint: { 'line-width': ['case', chosen, 2.5, 0] },
      },
      // Unseen: it makes the places load; the bubbles over it are elements of the page.
      { id: 'spots', type: 'circle', source: 'spots', paint: { 'circle-radius': 1, 'circle-opacity': 0 } },
    ],
  };
}

/** The map, once it is drawn. */
export class OfferMap {
  private spots: readonly Spot[] = [];
  private bubbles = new Map<string, Marker>();
  private touched: string | null = null;
  private chosen: string | null = null;

  private constructor(
    private readonly drawing: Drawing,
    private readonly towns: Outlines,
    private readonly options: Options,
  ) {
    drawing.on('render', () => this.placeBubbles());
    drawing.on('idle', () => this.arrange());
    drawing.on('mousemove', 'land', ({ features }) => this.touch(features?.[0]?.properties as Town));
    drawing.on('mouseleave', 'land', () => this.touch(null));
    drawing.on('click', 'land', ({ features }) => {
      const town = features?.[0]?.properties as Town | undefined;
      if (town) options.ontown({ ags: town.ags, name: town.name });
    });
    this.paint();
  }

  /** Draws it until `gone` says that nobody looks any more, however far it has got. */
  static async draw(container: HTMLElement, options: Options, gone: AbortSignal): Promise<OfferMap> {
    const towns = await fetchOutlines();
    gone.throwIfAborted();
    const { wording, tiles } = options;
    const drawing = new Drawing({
      container,
      style: styleOf(towns, tiles, wording, container.clientWidth < NARROW ? 48 : 76),
      bounds: STATE,
      fitBoundsOptions: { padding: 16 },
      maxBounds: AROUND,
      maxZoom: CLOSEST,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      rollEnabled: false,
      fadeDuration: 0,
      locale: {
        'Map.Title': wording.map,
        'NavigationControl.ZoomIn': wording.zoomIn,
        'NavigationControl.ZoomOut': wording.zoomOut,
      },
    });
    drawing.touchZoomRotate.disableRotation();
    drawing.keyboard.disableRotation();
    drawing.addControl(new NavigationControl({ showCompass: false }), 'top-left');
    drawing.addControl(new AttributionControl({ compact: false }), 'bottom-right');
    gone.addEventListener('abort', () => drawing.remove());
    await drawing.once('load');
    return new OfferMap(drawing, towns, options);
  }

  /** Takes the colours of the page, e.g. after day turned to night. */
  paint(): void {
    const colours = this.options.colours();
    this.drawing.setPaintProperty('ground', 'background-color', colours.ground);
    this.drawing.setPaintProperty('land', 'fill-color', [
      'case',
      state('chosen'),
      colours.chosen,
      state('touched'),
      colours.hovered,
      colours.land,
    ]);
    this.drawing.setPaintProperty('borders', 'line-color', colours.border);
    this.drawing.setPaintProperty('chosen', 'line-color', colours.outline);
  }

  show(spots: readonly Spot[]): void {
    this.spots = spots;
    this.drawing.getSource<GeoJSONSource>('spots')?.setData(asFeatures(spots));
    for (const bubble of this.bubbles.values()) bubble.remove();
    this.bubbles.clear();
  }

  /** Shows a town, or with null the whole state again. */
  choose(ags: string | null): void {
    if (ags === this.chosen) return;
    if (this.chosen) this.drawing.setFeatureState({ source: 'towns', id: this.chosen }, { chosen: false });
    this.chosen = ags;
    if (!ags) {
      this.drawing.fitBounds(STATE, { padding: 16 });
      return;
    }
    this.drawing.setFeatureState({ source: 'towns', id: ags }, { chosen: true });
    const outline = this.towns.features.find((town) => town.properties.ags === ags);
    if (outline) this.drawing.fitBounds(boxOf(outline.geometry), { padding: 72, maxZoom: 10.4 });
  }

  /** Goes where somebody is. */
  goTo(position: string): void {
    const [latitude = 0, longitude = 0] = position.split(',').map(Number);
    this.drawing.easeTo({ center: [longitude, latitude], zoom: 10.5 });
  }

  private touch(town: Town | null): void {
    if ((town?.ags ?? null) === this.touched) return;
    const mark = (id: string, touched: boolean) =>
      this.drawing.setFeatureState({ source: 'towns', id }, { touched });
    if (this.touched) mark(this.touched, false);
    this.touched = town?.ags ?? null;
    if (this.touched) mark(this.touched, true);
    this.drawing.getCanvas().style.cursor = town ? 'pointer' : '';
    this.options.onhover(town && { ags: town.ags, name: town.name });
  }

  /** Puts a bubble on every cluster and place in view, and takes away those that are gone. */
  private placeBubbles(): void {
    if (!this.drawing.isSourceLoaded('spots')) return;
    const inView = new Map<string, Marker>();
    for (const { geometry, properties, id } of this.drawing.querySourceFeatures('spots')) {
      if (geometry.type !== 'Point') continue;
      const cluster = properties.cluster ? (properties.cluster_id as number) : null;
      const key = cluster === null ? `spot ${id}` : `cluster ${cluster}`;
      if (inView.has(key)) continue;
      const [longitude = 0, latitude = 0] = geometry.coordinates;
      const spot = (cluster === null && this.spots[Number(id)]) || {
        latitude,
        longitude,
        offers: properties.offers as number,
      };
      inView.set(key, this.bubbles.get(key) ?? this.bubble(spot, cluster));
    }
    for (const [key, bubble] of this.bubbles) if (!inView.has(key)) bubble.remove();
    this.bubbles = inView;
  }

  /** Turns bubbles about their points until none covers another; one without any room waits for a closer look. */
  arrange(): void {
    const around = this.drawing.getContainer().getBoundingClientRect();
    const taken: Box[] = Array.from(this.options.obstacles(), (element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return {
        left: left - around.left,
        top: top - around.top,
        right: right - around.left,
        bottom: bottom - around.top,
      };
    });
    const bubbles = [...this.bubbles.values()].sort((a, b) => offersOf(b) - offersOf(a));
    const standing = bubbles.map((bubble) => {
      const { x, y } = this.drawing.project(bubble.getLngLat());
      const { offsetWidth: width, offsetHeight: height } = bubble.getElement();
      return { x, y, width, height };
    });
    for (const [index, corner] of arranged(standing, taken).entries()) {
      const { width = 0, height = 0 } = standing[index] ?? {};
      if (bubbles[index]) turn(bubbles[index], corner, width, height);
    }
  }

  private bubble(spot: Spot, cluster: number | null): Marker {
    const { wording } = this.options;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = cluster === null ? 'bubble one' : 'bubble';
    button.textContent = wording.count(spot.offers);
    button.dataset.offers = String(spot.offers);
    button.setAttribute('aria-label', (cluster === null ? wording.place : wording.several)(spot.offers));
    button.addEventListener('click', (event) => {
      // Otherwise the town below were pressed as well.
      event.stopPropagation();
      void this.pressed(spot, cluster);
    });
    return new Marker({ element: button, anchor: 'bottom-left' })
      .setLngLat([spot.longitude, spot.latitude])
      .addTo(this.drawing);
  }

  private async pressed(spot: Spot, cluster: number | null): Promise<void> {
    if (cluster === null) {
      this.options.onspot(spot, ONE_PLACE);
      return;
    }
    const source = this.drawing.getSource<GeoJSONSource>('spots');
    const zoom = (await source?.getClusterExpansionZoom(cluster)) ?? CLOSEST;
    if (zoom >= CLOSEST) {
      this.options.onspot(spot, ONE_PLACE);
      return;
    }
    this.drawing.getCanvas().focus({ preventScroll: true });
    this.drawing.easeTo({
      center: [spot.longitude, spot.latitude],
      zoom: Math.max(zoom, this.drawing.getZoom() + 1),
    });
  }
}

const offersOf = (bubble: Marker) => Number(bubble.getElement().dataset.offers);

/** Lets a corner of a bubble point at its place; it is made to stand above it and to the right. */
function turn(bubble: Marker, corner: Corner | null, width: number, height: number): void {
  const element = bubble.getElement();
  element.classList.toggle('no-room', !corner);
  if (!corner || element.dataset.corner === corner) return;
  element.dataset.corner = corner;
  bubble.setOffset([corner.endsWith('right') ? -width : 0, corner.startsWith('top') ? height : 0]);
}

/** A colour of the page as the map understands it, whatever notation the page uses. */
export function resolved(colour: string): string {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) return '#808080';
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = pen.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}
